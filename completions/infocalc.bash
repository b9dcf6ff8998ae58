# Completions of infocalc for bash, printed by: infocalc completions bash

_infocalc() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options='' operands=''
    word=${word#[\'\"]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W 'diff grad jacobian hessian entropy xent kl jsd jeffreys mi help completions --help --version' -- "$word"))
        return
    fi
    case $before in
        --simplify) COMPREPLY=($(compgen -W 'none fast full' -- "$word")); return ;;
        --format) COMPREPLY=($(compgen -W 'table plain json jsonl csv tsv latex markdown value python numpy torch jax c julia mathml github' -- "$word")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$word")); return ;;
        --estimator) COMPREPLY=($(compgen -W 'plugin miller-madow chao-shen jeffreys laplace schurmann-grassberger minimax' -- "$word")); return ;;
        --unit) COMPREPLY=($(compgen -W 'nats bits bans' -- "$word")); return ;;
        --decimal) COMPREPLY=($(compgen -W 'comma , . point' -- "$word")); return ;;
        --output) COMPREPLY=($(compgen -f -- "$word")); return ;;
        --implicit|--plot|--range|--wrt|--names|--in-terms-of|--digits|--at|--check|--tol|--max|--min|--assume|--timeout|--max-memory|--jobs|--along|--renyi|--tsallis|--bootstrap|--seed|--base|--smooth|--sum-tolerance|--column|--label-column|--delimiter|--q-column) return ;;
    esac
    case ${COMP_WORDS[1]} in
        diff)
            options='--implicit --plot --range --wrt --names --complex --simplify --in-terms-of --no-verify --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            operands='Chi( Ci( Ei( Shi( Si( abs( acos( acosh( acot( acoth( acsc( acsch( airyai( airyaiprime( airybi( airybiprime( arg( asec( asech( asin( asinh( atan( atan2( atanh( besseli( besselj( besselk( bessely( beta( binomial( cbrt( ceil( conj( cos( cosh( cot( coth( csc( csch( digamma( dilog( diracdelta( elliptic_e( elliptic_f( elliptic_k( elliptic_pi( elu( erf( erfc( erfi( erfinv( eta( exp( exp2( expm1( factorial( floor( fresnelc( fresnels( gamma( gelu( heaviside( hypot( im( lambertw( leakyrelu( li( log( log10( log1p( log2( loggamma( logit( logsumexp( lowergamma( max( min( mish( polygamma( polylog( pow( re( relu( root( sec( sech( selu( sigmoid( sign( silu( sin( sinh( softmax( softplus( softsign( sqrt( square( tan( tanh( trigamma( uppergamma( zeta( zetaprime(' ;;
        grad)
            options='--along --wrt --names --complex --simplify --in-terms-of --no-verify --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            operands='Chi( Ci( Ei( Shi( Si( abs( acos( acosh( acot( acoth( acsc( acsch( airyai( airyaiprime( airybi( airybiprime( arg( asec( asech( asin( asinh( atan( atan2( atanh( besseli( besselj( besselk( bessely( beta( binomial( cbrt( ceil( conj( cos( cosh( cot( coth( csc( csch( digamma( dilog( diracdelta( elliptic_e( elliptic_f( elliptic_k( elliptic_pi( elu( erf( erfc( erfi( erfinv( eta( exp( exp2( expm1( factorial( floor( fresnelc( fresnels( gamma( gelu( heaviside( hypot( im( lambertw( leakyrelu( li( log( log10( log1p( log2( loggamma( logit( logsumexp( lowergamma( max( min( mish( polygamma( polylog( pow( re( relu( root( sec( sech( selu( sigmoid( sign( silu( sin( sinh( softmax( softplus( softsign( sqrt( square( tan( tanh( trigamma( uppergamma( zeta( zetaprime(' ;;
        jacobian)
            options='--wrt --names --complex --simplify --in-terms-of --no-verify --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            operands='Chi( Ci( Ei( Shi( Si( abs( acos( acosh( acot( acoth( acsc( acsch( airyai( airyaiprime( airybi( airybiprime( arg( asec( asech( asin( asinh( atan( atan2( atanh( besseli( besselj( besselk( bessely( beta( binomial( cbrt( ceil( conj( cos( cosh( cot( coth( csc( csch( digamma( dilog( diracdelta( elliptic_e( elliptic_f( elliptic_k( elliptic_pi( elu( erf( erfc( erfi( erfinv( eta( exp( exp2( expm1( factorial( floor( fresnelc( fresnels( gamma( gelu( heaviside( hypot( im( lambertw( leakyrelu( li( log( log10( log1p( log2( loggamma( logit( logsumexp( lowergamma( max( min( mish( polygamma( polylog( pow( re( relu( root( sec( sech( selu( sigmoid( sign( silu( sin( sinh( softmax( softplus( softsign( sqrt( square( tan( tanh( trigamma( uppergamma( zeta( zetaprime(' ;;
        hessian)
            options='--wrt --names --complex --simplify --in-terms-of --no-verify --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            operands='Chi( Ci( Ei( Shi( Si( abs( acos( acosh( acot( acoth( acsc( acsch( airyai( airyaiprime( airybi( airybiprime( arg( asec( asech( asin( asinh( atan( atan2( atanh( besseli( besselj( besselk( bessely( beta( binomial( cbrt( ceil( conj( cos( cosh( cot( coth( csc( csch( digamma( dilog( diracdelta( elliptic_e( elliptic_f( elliptic_k( elliptic_pi( elu( erf( erfc( erfi( erfinv( eta( exp( exp2( expm1( factorial( floor( fresnelc( fresnels( gamma( gelu( heaviside( hypot( im( lambertw( leakyrelu( li( log( log10( log1p( log2( loggamma( logit( logsumexp( lowergamma( max( min( mish( polygamma( polylog( pow( re( relu( root( sec( sech( selu( sigmoid( sign( silu( sin( sinh( softmax( softplus( softsign( sqrt( square( tan( tanh( trigamma( uppergamma( zeta( zetaprime(' ;;
        entropy)
            options='--renyi --tsallis --perplexity --share --lines --estimator --bootstrap --seed --plot --range --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --samples --smooth --sum-tolerance --column --label-column --delimiter --decimal --no-header --format --json --output --quiet --color --ascii --timeout --max-memory --merge-duplicates --jobs --help'
            operands='Arcsine( Bernoulli( Beta( BetaBinomial( BetaPrime( Binomial( Burr( Cauchy( Chi( ChiSquared( Dagum( Dirichlet( DiscreteUniform( Erlang( Exponential( F( Frechet( Gamma( GeneralizedGamma( GeneralizedNormal( GeneralizedPareto( Geometric( Gev( Gompertz( Gumbel( GumbelMin( HalfCauchy( HalfLogistic( HalfNormal( HyperbolicSecant( Hypergeometric( InverseGamma( InverseGaussian( Kumaraswamy( Laplace( Levy( LogLogistic( LogSeries( LogUniform( Logistic( LogitNormal( Lognormal( Lomax( Maxwell( Mixture( MultivariateNormal( Nakagami( NegativeBinomial( Normal( Pareto( Poisson( PowerFunction( Rayleigh( Skellam( StudentT( Trapezoidal( Triangular( TruncatedNormal( Uniform( VonMises( Weibull( Zeta( ZipfFinite(' ;;
        xent)
            options='--unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --samples --smooth --sum-tolerance --column --label-column --delimiter --decimal --no-header --format --json --output --quiet --color --ascii --timeout --max-memory --merge-duplicates --plot --range --q-column --help'
            operands='Arcsine( Bernoulli( Beta( BetaBinomial( BetaPrime( Binomial( Burr( Cauchy( Chi( ChiSquared( Dagum( Dirichlet( DiscreteUniform( Erlang( Exponential( F( Frechet( Gamma( GeneralizedGamma( GeneralizedNormal( GeneralizedPareto( Geometric( Gev( Gompertz( Gumbel( GumbelMin( HalfCauchy( HalfLogistic( HalfNormal( HyperbolicSecant( Hypergeometric( InverseGamma( InverseGaussian( Kumaraswamy( Laplace( Levy( LogLogistic( LogSeries( LogUniform( Logistic( LogitNormal( Lognormal( Lomax( Maxwell( Mixture( MultivariateNormal( Nakagami( NegativeBinomial( Normal( Pareto( Poisson( PowerFunction( Rayleigh( Skellam( StudentT( Trapezoidal( Triangular( TruncatedNormal( Uniform( VonMises( Weibull( Zeta( ZipfFinite(' ;;
        kl)
            options='--renyi --both --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --samples --smooth --sum-tolerance --column --label-column --delimiter --decimal --no-header --format --json --output --quiet --color --ascii --timeout --max-memory --merge-duplicates --plot --range --q-column --help'
            operands='Arcsine( Bernoulli( Beta( BetaBinomial( BetaPrime( Binomial( Burr( Cauchy( Chi( ChiSquared( Dagum( Dirichlet( DiscreteUniform( Erlang( Exponential( F( Frechet( Gamma( GeneralizedGamma( GeneralizedNormal( GeneralizedPareto( Geometric( Gev( Gompertz( Gumbel( GumbelMin( HalfCauchy( HalfLogistic( HalfNormal( HyperbolicSecant( Hypergeometric( InverseGamma( InverseGaussian( Kumaraswamy( Laplace( Levy( LogLogistic( LogSeries( LogUniform( Logistic( LogitNormal( Lognormal( Lomax( Maxwell( Mixture( MultivariateNormal( Nakagami( NegativeBinomial( Normal( Pareto( Poisson( PowerFunction( Rayleigh( Skellam( StudentT( Trapezoidal( Triangular( TruncatedNormal( Uniform( VonMises( Weibull( Zeta( ZipfFinite(' ;;
        jsd)
            options='--distance --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --samples --smooth --sum-tolerance --column --label-column --delimiter --decimal --no-header --format --json --output --quiet --color --ascii --timeout --max-memory --merge-duplicates --plot --range --q-column --help'
            operands='Arcsine( Bernoulli( Beta( BetaBinomial( BetaPrime( Binomial( Burr( Cauchy( Chi( ChiSquared( Dagum( Dirichlet( DiscreteUniform( Erlang( Exponential( F( Frechet( Gamma( GeneralizedGamma( GeneralizedNormal( GeneralizedPareto( Geometric( Gev( Gompertz( Gumbel( GumbelMin( HalfCauchy( HalfLogistic( HalfNormal( HyperbolicSecant( Hypergeometric( InverseGamma( InverseGaussian( Kumaraswamy( Laplace( Levy( LogLogistic( LogSeries( LogUniform( Logistic( LogitNormal( Lognormal( Lomax( Maxwell( Mixture( MultivariateNormal( Nakagami( NegativeBinomial( Normal( Pareto( Poisson( PowerFunction( Rayleigh( Skellam( StudentT( Trapezoidal( Triangular( TruncatedNormal( Uniform( VonMises( Weibull( Zeta( ZipfFinite(' ;;
        jeffreys)
            options='--unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --samples --smooth --sum-tolerance --column --label-column --delimiter --decimal --no-header --format --json --output --quiet --color --ascii --timeout --max-memory --merge-duplicates --plot --range --q-column --help'
            operands='Arcsine( Bernoulli( Beta( BetaBinomial( BetaPrime( Binomial( Burr( Cauchy( Chi( ChiSquared( Dagum( Dirichlet( DiscreteUniform( Erlang( Exponential( F( Frechet( Gamma( GeneralizedGamma( GeneralizedNormal( GeneralizedPareto( Geometric( Gev( Gompertz( Gumbel( GumbelMin( HalfCauchy( HalfLogistic( HalfNormal( HyperbolicSecant( Hypergeometric( InverseGamma( InverseGaussian( Kumaraswamy( Laplace( Levy( LogLogistic( LogSeries( LogUniform( Logistic( LogitNormal( Lognormal( Lomax( Maxwell( Mixture( MultivariateNormal( Nakagami( NegativeBinomial( Normal( Pareto( Poisson( PowerFunction( Rayleigh( Skellam( StudentT( Trapezoidal( Triangular( TruncatedNormal( Uniform( VonMises( Weibull( Zeta( ZipfFinite(' ;;
        mi)
            options='--unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --samples --smooth --sum-tolerance --column --label-column --delimiter --decimal --no-header --format --json --output --quiet --color --ascii --timeout --max-memory --help'
            operands='' ;;
        help) operands='notation functions distributions formats exit-codes examples schema limits manual diff grad jacobian hessian entropy xent kl jsd jeffreys mi' ;;
        completions) operands='bash zsh fish powershell' ;;
    esac
    case $word in
        -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
        @*) COMPREPLY=($(compgen -f -P @ -- "${word#@}")) ;;
        *) COMPREPLY=($(compgen -W "$operands" -- "$word")) ;;
    esac
}
complete -o nospace -F _infocalc infocalc
